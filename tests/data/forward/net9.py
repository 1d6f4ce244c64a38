import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.l0 = nn.MaxPool3d(3, 1, padding=1)
        self.l1 = nn.Conv3d(3, 6, (3, 1, 2), stride=2, padding=0, groups=3, dilation=2)
        self.l2 = nn.ConstantPad3d((0, 0, 1, 2, 0, 0), 0.5)
        self.l3 = nn.LeakyReLU(0.2)
        self.l4 = nn.LeakyReLU(0.2)
        self.l5 = nn.Hardtanh(-0.5, 2.0)
        self.l6 = nn.ConstantPad3d((2, 1, 0, 2, 1, 0), 0.5)
        self.l7 = nn.ReLU6()
        self.l8 = nn.AdaptiveAvgPool3d(1)
        self.l9 = nn.Flatten()
        self.l10 = nn.Linear(12, 6)
        self.l11 = nn.ReLU()
        self.l12 = nn.Linear(6, 4)
        self.l13 = nn.Softmax(dim=1)

    def forward(self, x):
        x0 = self.l0(x)
        x1 = self.l1(x0)
        x2 = self.l2(x1)
        x3 = self.l3(x2)
        x4 = self.l4(x3)
        x5 = self.l5(x4)
        x6 = torch.cat([x2, x5], 1)
        x7 = self.l6(x6)
        x8 = self.l7(x7)
        x9 = self.l8(x8)
        x10 = self.l9(x9)
        x11 = self.l10(x10)
        x12 = self.l11(x11)
        x13 = self.l12(x12)
        x14 = self.l13(x13)
        return x14

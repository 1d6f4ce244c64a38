import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.l0 = nn.Dropout(0.4)
        self.l1 = nn.ELU(0.7)
        self.l2 = nn.ConvTranspose2d(3, 3, (2, 2), stride=2, padding=1, groups=3)
        self.l3 = nn.MaxPool2d(2, 1, padding=0, dilation=2)
        self.l4 = nn.Softplus()
        self.l5 = nn.ConstantPad2d((1, 0, 2, 2), 0.5)
        self.l6 = nn.Hardswish()
        self.l7 = nn.MaxPool2d(2, 2, padding=0)
        self.l8 = nn.Conv2d(3, 6, (1, 1), stride=1, padding=0, dilation=2)
        self.l9 = nn.AdaptiveMaxPool2d(1)
        self.l10 = nn.Flatten()
        self.l11 = nn.Linear(6, 6)
        self.l12 = nn.Tanh()
        self.l13 = nn.Linear(6, 4)
        self.l14 = nn.Softmax(dim=1)

    def forward(self, x):
        x0 = self.l0(x)
        x1 = self.l1(x0)
        x2 = self.l2(x1)
        x3 = self.l3(x2)
        x4 = self.l4(x3)
        x5 = self.l5(x4)
        x6 = self.l6(x5)
        x7 = self.l7(x6)
        x8 = self.l8(x7)
        x9 = self.l9(x8)
        x10 = self.l10(x9)
        x11 = self.l11(x10)
        x12 = self.l12(x11)
        x13 = self.l13(x12)
        x14 = self.l14(x13)
        return x14

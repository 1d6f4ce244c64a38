import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.l0 = nn.Dropout(0.4)
        self.l1 = nn.ELU(0.7)
        self.l2 = nn.AdaptiveMaxPool2d(3)
        self.l3 = nn.Conv2d(1, 5, (1, 2), stride=2, padding=2, bias=False)
        self.l4 = nn.Softsign()
        self.l5 = nn.ReflectionPad2d((0, 2, 0, 1))
        self.l6 = nn.BatchNorm2d(5, eps=0.01)
        self.l7 = nn.Conv2d(5, 5, (1, 1), padding='same', dilation=2)
        self.l8 = nn.Conv2d(5, 5, (1, 1), stride=1, padding=0, groups=5)
        self.l9 = nn.Flatten()
        self.l10 = nn.Linear(125, 6)
        self.l11 = nn.BatchNorm1d(6)
        self.l12 = nn.Linear(6, 4, bias=False)
        self.l13 = nn.Sigmoid()

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
        return x13
